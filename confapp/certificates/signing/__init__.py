"""Digital signatures of the issuing body (PAdES), put on by us or elsewhere, and checked."""
