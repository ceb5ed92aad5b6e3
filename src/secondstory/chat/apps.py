from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.chat"
    label = "chat"
