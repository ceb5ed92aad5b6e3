from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.organization"
    label = "organization"
