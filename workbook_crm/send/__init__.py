"""Parcels leave: files handed out whole or not at all."""
