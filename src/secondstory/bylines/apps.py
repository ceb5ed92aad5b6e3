from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.bylines"
    label = "bylines"
