"""Questions: asked, sent to the accountable department, answered and published."""
