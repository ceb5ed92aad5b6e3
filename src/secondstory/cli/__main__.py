from secondstory.cli.entry import main

main()
