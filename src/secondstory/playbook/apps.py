from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.playbook"
    label = "playbook"
