from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.publishing"
    label = "publishing"
