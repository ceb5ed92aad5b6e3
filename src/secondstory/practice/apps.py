from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.practice"
    label = "practice"
