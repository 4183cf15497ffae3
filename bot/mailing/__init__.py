"""Mailing: the e-mails and the webhook calls, from the outbox to where they go."""
