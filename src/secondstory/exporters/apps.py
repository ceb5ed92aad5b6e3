from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.exporters"
    label = "exporters"
