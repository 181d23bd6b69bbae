"""Mails that go out: the queue, the server at the other end, answers, morning lists, loops."""
