"""Rathaus: a digital town hall that many cities share."""

from rathaus.celery import app as celery_app

__all__ = ["celery_app"]
