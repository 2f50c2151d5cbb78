FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1

WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.txt
COPY webapp webapp
COPY templates templates
COPY static static
RUN python -m compileall -q webapp && useradd --system --no-create-home --uid 10001 debugger

USER debugger
ENV TOKEN_DEBUGGER_HOST=0.0.0.0 TOKEN_DEBUGGER_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['TOKEN_DEBUGGER_PORT'] + '/healthz', timeout=4)"]
CMD ["python", "-m", "webapp"]
