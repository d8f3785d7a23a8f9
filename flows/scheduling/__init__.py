"""The schedule of the refresh: serving its Prefect deployment, and when it runs next."""
