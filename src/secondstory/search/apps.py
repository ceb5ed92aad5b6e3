from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.search"
    label = "search"
