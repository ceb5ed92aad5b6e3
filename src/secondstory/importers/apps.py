from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.importers"
    label = "importers"
