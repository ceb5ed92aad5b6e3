from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.firsthand"
    label = "firsthand"
