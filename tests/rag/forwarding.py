"""What the proxies of these tests have in common."""

from http.server import BaseHTTPRequestHandler

import httpx


def pass_on(answer: httpx.Response, through: BaseHTTPRequestHandler) -> None:
    """Give the answer of another server as one's own."""
    through.send_response(answer.status_code)
    through.send_header("Content-Type", answer.headers["Content-Type"])
    through.send_header("Content-Length", str(len(answer.content)))
    through.end_headers()
    through.wfile.write(answer.content)
