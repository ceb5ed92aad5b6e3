from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.guide"
    label = "guide"
