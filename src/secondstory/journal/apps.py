from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Config(AppConfig):
    name = "secondstory.journal"
    label = "journal"

    def ready(self) -> None:
        autodiscover_modules("events")
