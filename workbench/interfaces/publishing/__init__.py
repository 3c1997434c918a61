"""A run as a site: pages that open from a file share, without a network and without scripts."""
