"""Commands and blocks of the pages that are not run here: (page, first line) -> why. A test fails for one that is not in its page."""

NOT_RUN = {
    ("docs/performance.md", "script/bench [PATH...]"): "minutes, with other decoders; script/test runs script/bench --instructions",
    ("README.md", "script/test"): "it runs this test",
}
