"""Material from elsewhere: one format per folder, each with a pure reader and one writing action."""
