import pytest
from starlette.requests import Request

from ui.access import PasswordFile, ProxyHeader, launch_options, password_line
from ui.errors import AccessError


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "people"
    path.write_text(f"# who may ask\n\n{password_line('ada', 'lace')}{password_line('bob', 'ünïcode')}")
    return path


def request_with(**headers):
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw})


def test_a_name_is_let_in_with_its_own_password_alone(file):
    people = PasswordFile.read(file)
    assert people.allows("ada", "lace")
    assert people.allows("bob", "ünïcode")
    assert not people.allows("ada", "ünïcode")
    assert not people.allows("ada", "")
    assert not people.allows("eve", "lace")
    assert not people.allows("eve", "nobody")


def test_a_hash_as_apache_marks_it_is_read_too(tmp_path):
    path = tmp_path / "people"
    path.write_text(password_line("ada", "lace").replace("$2b$", "$2y$"))
    assert PasswordFile.read(path).allows("ada", "lace")


def test_the_file_holds_no_password(file):
    assert "lace" not in file.read_text()


@pytest.mark.parametrize("password", ["x" * 5_000, "a\x00b", "\ud800"])
def test_any_password_can_be_tried(file, password):
    assert not PasswordFile.read(file).allows("ada", password)


@pytest.mark.parametrize(
    "content", ["", "# nobody\n", "ada:lace\n", "ada\n", "ada:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n"]
)
def test_a_file_without_hashed_passwords_is_refused(tmp_path, content):
    path = tmp_path / "people"
    path.write_text(content)
    with pytest.raises(AccessError, match="footnote password"):
        PasswordFile.read(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AccessError, match="cannot be read"):
        PasswordFile.read(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "password"), [("a:b", "x"), ("a\nb", "x"), (" ", "x"), ("#a", "x"), ("a", "")]
)
def test_a_line_that_could_not_be_read_again_is_not_written(name, password):
    with pytest.raises(AccessError):
        password_line(name, password)


def test_a_proxy_tells_who_asks():
    header = ProxyHeader("X-Forwarded-User")
    assert header.user(request_with(x_forwarded_user="ada")) == "ada"
    assert header.user(request_with(x_forwarded_user=" ")) is None
    assert header.user(request_with()) is None


def test_a_header_is_not_trusted_where_others_than_a_proxy_could_send_it():
    assert "auth_dependency" in launch_options(ProxyHeader("X-User"), "127.0.0.1")
    with pytest.raises(AccessError, match="could send the header"):
        launch_options(ProxyHeader("X-User"), "0.0.0.0")
