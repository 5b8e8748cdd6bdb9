"""What is kept and searched: clues (问题线索), the SQL store, the search engines."""
