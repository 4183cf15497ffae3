"""A made-up server that repeats what it is asked: « foule » is too much for it, « panne » breaks it."""

import sys

SERVER = """
import json, os, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Bakery(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send(200, b'passerelle_process{pid="%d"} 1.0' % os.getpid())

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"]
        status = 503 if "foule" in said else 500 if "panne" in said else 200
        self.send(status, json.dumps({"answer": said}).encode())

    def send(self, status, payload):
        self.send_response(status)
        if status == 503:
            self.send_header("Retry-After", "5")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        pass

ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Bakery).serve_forever()
"""
COMMAND = (sys.executable, "-c", SERVER)
