from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.people"
    label = "people"
