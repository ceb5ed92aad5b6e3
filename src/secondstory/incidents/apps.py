from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.incidents"
    label = "incidents"
