from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.hours"
    label = "hours"
