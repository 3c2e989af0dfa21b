# The program in a small image: docker build -t mujaz . && docker run --env-file .env -v mujaz:/var/lib/mujaz mujaz
# With PostgreSQL and several workers: compose.yaml.

FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY bot bot
COPY prompts prompts
COPY seeds seeds
RUN python -m venv /opt/mujaz && /opt/mujaz/bin/pip install --no-cache-dir --constraint requirements.lock .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/mujaz mujaz
COPY --from=build /opt/mujaz /opt/mujaz
ENV PATH=/opt/mujaz/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////var/lib/mujaz/mujaz.db \
    WEB_HOST=0.0.0.0 \
    WEB_PORT=8080
USER mujaz
WORKDIR /var/lib/mujaz
VOLUME /var/lib/mujaz
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; p = os.environ.get('WEB_PORT', '0'); p == '0' or r.urlopen(f'http://127.0.0.1:{p}/healthz', timeout=3)"]
ENTRYPOINT ["mujaz"]
CMD ["run"]
