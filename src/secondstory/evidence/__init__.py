"""What can be looked up later: files, captured pages and measured points that outlive their source."""
