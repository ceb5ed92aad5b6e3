from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.apprenticeship"
    label = "apprenticeship"
