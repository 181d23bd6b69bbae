"""The doors by which mails come in: each puts whole mails where the intake takes them up, and loses none."""
