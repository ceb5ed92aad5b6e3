from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.recommendations"
    label = "recommendations"
