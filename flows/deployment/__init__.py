"""The refresh as a Prefect flow, and its schedule: serving the deployment, and when it runs next."""
