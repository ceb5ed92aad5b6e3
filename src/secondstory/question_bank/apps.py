from django.apps import AppConfig


class Config(AppConfig):
    name = "secondstory.question_bank"
    label = "question_bank"
