from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.vault"
    label = "vault"
