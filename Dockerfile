# Two stages: the first installs, compiles and collects, the second holds what runs, and nothing to build with.

FROM python:3.11-slim-bookworm AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --require-hashes --requirement requirements.txt
COPY . .
# The key is for this command alone: nothing is signed with it.
RUN /venv/bin/python -m intersessional.catalogues.compile locale \
 && SECRET_KEY=build /venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
 && /venv/bin/python -m compileall -q intersessional committees meetings /venv

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BIND=0.0.0.0:8000 MEDIA_ROOT=/files BACKUP_ROOT=/backups LOG_FORMAT=json
# pg_dump and pg_restore, of the version of the database.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-client-15 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin intersessional \
 && install -d -o intersessional -g intersessional -m 750 /files /backups \
 && install -d -o intersessional -g intersessional -m 755 /run/intersessional
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
  CMD ["python", "-m", "intersessional.is_ready"]
CMD ["gunicorn", "--config", "python:intersessional.gunicorn", "intersessional.wsgi"]
