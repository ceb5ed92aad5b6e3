from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.outside"
    label = "outside"
