from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.newsletter"
    label = "newsletter"
