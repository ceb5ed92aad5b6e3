from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.writeup"
    label = "writeup"
