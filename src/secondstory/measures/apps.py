from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.measures"
    label = "measures"
