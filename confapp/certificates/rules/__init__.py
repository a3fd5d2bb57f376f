"""An event's rules for certificates: who gets one, what it says, and how it looks beforehand."""
