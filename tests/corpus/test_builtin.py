from corpus import trending_papers_path


def test_the_built_in_page_comes_with_the_package():
    assert trending_papers_path().is_file()
    assert trending_papers_path().parent.name == "data"
