from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.analysis"
    label = "analysis"
