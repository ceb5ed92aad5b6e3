"""Pages of the practice: proposals, versions of the process, experience, and looking again."""
