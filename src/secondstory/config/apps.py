from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.config"
    label = "config"

    def ready(self) -> None:
        from secondstory.config import checks, wiring  # the apps below must be loaded first

        wiring.connect()
        checks.register_all()
