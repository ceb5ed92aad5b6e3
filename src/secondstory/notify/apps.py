from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.notify"
    label = "notify"
