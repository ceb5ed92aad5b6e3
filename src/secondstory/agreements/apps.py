from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.agreements"
    label = "agreements"
