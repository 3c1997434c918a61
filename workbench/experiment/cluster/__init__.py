"""Work done by a Dask cluster: the one home of Dask, imported only when a cluster is asked for.

Dask serializes with pickle, so whoever can connect to a scheduler can run code on it, on its workers and on
the machine that asked: only a trusted network may reach them. A cluster started here listens on loopback
alone, without a dashboard.
"""
