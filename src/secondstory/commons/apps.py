from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.commons"
    label = "commons"
