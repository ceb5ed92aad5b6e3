from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.procedures"
    label = "procedures"
